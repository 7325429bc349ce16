/** What a worker is asked to do, and what it answers. */
@NullMarked
package io.orilla.model.task;

import org.jspecify.annotations.NullMarked;
