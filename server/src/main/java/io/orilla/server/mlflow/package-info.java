/** MLflow's REST protocol: its addresses, its JSON and its errors. */
@NullMarked
package io.orilla.server.mlflow;

import org.jspecify.annotations.NullMarked;
