/** A client of the tracking server's MLflow REST API. */
@NullMarked
package io.orilla.worker.tracking;

import org.jspecify.annotations.NullMarked;
