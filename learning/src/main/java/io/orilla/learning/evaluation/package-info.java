/** What decisions are worth against labels. */
@NullMarked
package io.orilla.learning.evaluation;

import org.jspecify.annotations.NullMarked;
