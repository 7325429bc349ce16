/** How an alarm can stand. */
@NullMarked
package io.orilla.model.alarm;

import org.jspecify.annotations.NullMarked;
