@NullMarked
package io.orilla.model.journal;

import org.jspecify.annotations.NullMarked;
