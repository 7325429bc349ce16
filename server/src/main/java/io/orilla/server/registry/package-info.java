/** The model repository: versions, aliases, and who moved them. */
@NullMarked
package io.orilla.server.registry;

import org.jspecify.annotations.NullMarked;
