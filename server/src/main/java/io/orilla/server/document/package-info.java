/** What users declare: applied all or nothing, checked as a whole, with generations. */
@NullMarked
package io.orilla.server.document;

import org.jspecify.annotations.NullMarked;
