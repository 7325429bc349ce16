/** Finds out what keeps a node from its work, and says what to do. */
@NullMarked
package io.orilla.node.doctor;

import org.jspecify.annotations.NullMarked;
