/** Runs of training and tuning, kept and served as MLflow's tracking server does. */
@NullMarked
package io.orilla.server.tracking;

import org.jspecify.annotations.NullMarked;
