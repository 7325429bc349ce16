/** How signals were distributed where a model learnt. */
@NullMarked
package io.orilla.learning.profile;

import org.jspecify.annotations.NullMarked;
