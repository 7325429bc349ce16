/** The package format of models: an OCI image layout. */
@NullMarked
package io.orilla.model.bundle;

import org.jspecify.annotations.NullMarked;
