/** A Sparkplug B edge node to try things with. */
@NullMarked
package io.orilla.connector.sparkplug.simulator;

import org.jspecify.annotations.NullMarked;
