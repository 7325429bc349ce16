/** A node stays itself for years, and nobody else can be it: real servers and nodes in one JVM. */
@NullMarked
package io.orilla.tests.identity;

import org.jspecify.annotations.NullMarked;
