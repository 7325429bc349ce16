/** What nodes say of themselves, and how it stands beside what they were told. */
@NullMarked
package io.orilla.server.fleet;

import org.jspecify.annotations.NullMarked;
