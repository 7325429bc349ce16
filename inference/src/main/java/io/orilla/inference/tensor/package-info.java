/** Tensors of the Open Inference Protocol, in memory that a graph reads and writes in place. */
@NullMarked
package io.orilla.inference.tensor;

import org.jspecify.annotations.NullMarked;
