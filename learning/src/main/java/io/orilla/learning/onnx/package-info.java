/** Detectors as ONNX graphs. */
@NullMarked
package io.orilla.learning.onnx;

import org.jspecify.annotations.NullMarked;
