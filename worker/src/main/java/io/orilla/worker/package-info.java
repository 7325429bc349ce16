/** A short-lived process per job: a task document in, a result document out. */
@NullMarked
package io.orilla.worker;

import org.jspecify.annotations.NullMarked;
