/** Tests of the worker. */
@NullMarked
package io.orilla.worker;

import org.jspecify.annotations.NullMarked;
