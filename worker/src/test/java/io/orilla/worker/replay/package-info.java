/** Tests of the worker. */
@NullMarked
package io.orilla.worker.replay;

import org.jspecify.annotations.NullMarked;
