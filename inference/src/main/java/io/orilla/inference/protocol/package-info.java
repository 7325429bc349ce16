/** What the Open Inference Protocol says in JSON, whichever way it travels. */
@NullMarked
package io.orilla.inference.protocol;

import org.jspecify.annotations.NullMarked;
