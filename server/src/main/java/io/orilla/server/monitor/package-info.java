/** How well the models do, what alarms, and what is missing. */
@NullMarked
package io.orilla.server.monitor;

import org.jspecify.annotations.NullMarked;
