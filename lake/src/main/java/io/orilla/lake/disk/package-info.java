/** Files that survive a kill and a power cut. */
@NullMarked
package io.orilla.lake.disk;

import org.jspecify.annotations.NullMarked;
