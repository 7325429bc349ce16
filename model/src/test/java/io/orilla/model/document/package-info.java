/** Tests of documents. */
@NullMarked
package io.orilla.model.document;

import org.jspecify.annotations.NullMarked;
