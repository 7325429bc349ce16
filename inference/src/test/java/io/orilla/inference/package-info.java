/** Tests of models at work. */
@NullMarked
package io.orilla.inference;

import org.jspecify.annotations.NullMarked;
