@NullMarked
package io.orilla.inference.serving;

import org.jspecify.annotations.NullMarked;
