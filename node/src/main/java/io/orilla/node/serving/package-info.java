/** The models at work on this node, for clients of the Open Inference Protocol. */
@NullMarked
package io.orilla.node.serving;

import org.jspecify.annotations.NullMarked;
