/** The machine that the agent runs on, and the agent as one of its processes. */
@NullMarked
package io.orilla.node.machine;

import org.jspecify.annotations.NullMarked;
