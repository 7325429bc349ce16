/** Takes the metrics of Sparkplug edge nodes (Eclipse Sparkplug 3.0.0, payload B). */
@NullMarked
package io.orilla.connector.sparkplug;

import org.jspecify.annotations.NullMarked;
