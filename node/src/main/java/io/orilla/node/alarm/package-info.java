/** Limits on what models and signals say, and the state of each: kept, told, acknowledged. */
@NullMarked
package io.orilla.node.alarm;

import org.jspecify.annotations.NullMarked;
