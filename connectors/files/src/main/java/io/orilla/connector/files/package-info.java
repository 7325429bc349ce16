/** Reads lines of CSV and JSON from files that grow, and from files that come into a folder. */
@NullMarked
package io.orilla.connector.files;

import org.jspecify.annotations.NullMarked;
