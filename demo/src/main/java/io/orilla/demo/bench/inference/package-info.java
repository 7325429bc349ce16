/** What serving models by the Open Inference Protocol can carry. */
@NullMarked
package io.orilla.demo.bench.inference;

import org.jspecify.annotations.NullMarked;
