/** Polls the tables of a database. */
@NullMarked
package io.orilla.connector.sql;

import org.jspecify.annotations.NullMarked;
