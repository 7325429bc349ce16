/** Documents that users declare, and their strict reader. */
@NullMarked
package io.orilla.model.document;

import org.jspecify.annotations.NullMarked;
