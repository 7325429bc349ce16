/** Runs of studies: from a prepared table and a label set to registered models. */
@NullMarked
package io.orilla.server.study;

import org.jspecify.annotations.NullMarked;
