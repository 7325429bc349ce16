/** Models at work: ONNX Runtime sessions over windows. */
@NullMarked
package io.orilla.inference;

import org.jspecify.annotations.NullMarked;
