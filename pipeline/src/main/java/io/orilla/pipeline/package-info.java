/** Preparation: one evaluator of samples in event time, for batch and stream alike. */
@NullMarked
package io.orilla.pipeline;

import org.jspecify.annotations.NullMarked;
