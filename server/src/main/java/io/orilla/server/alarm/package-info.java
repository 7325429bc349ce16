/** Alarms of all nodes, as the nodes said. */
@NullMarked
package io.orilla.server.alarm;

import org.jspecify.annotations.NullMarked;
