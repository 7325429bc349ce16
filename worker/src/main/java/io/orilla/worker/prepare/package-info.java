/** Raw samples become prepared tables. */
@NullMarked
package io.orilla.worker.prepare;

import org.jspecify.annotations.NullMarked;
