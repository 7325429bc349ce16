/** The node's memory and its only way to speak: append-only lanes of numbered records. */
@NullMarked
package io.orilla.node.journal;

import org.jspecify.annotations.NullMarked;
