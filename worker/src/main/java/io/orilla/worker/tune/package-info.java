/** Studies: trials, training and the models that come of them. */
@NullMarked
package io.orilla.worker.tune;

import org.jspecify.annotations.NullMarked;
