/** What can go wrong, by kind. */
@NullMarked
package io.orilla.model.error;

import org.jspecify.annotations.NullMarked;
