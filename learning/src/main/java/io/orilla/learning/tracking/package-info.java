/** A client of the tracking server's MLflow REST API. */
@NullMarked
package io.orilla.learning.tracking;

import org.jspecify.annotations.NullMarked;
