/** Tests of the worker. */
@NullMarked
package io.orilla.worker.prepare;

import org.jspecify.annotations.NullMarked;
