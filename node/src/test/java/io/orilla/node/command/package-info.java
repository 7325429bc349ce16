@NullMarked
package io.orilla.node.command;

import org.jspecify.annotations.NullMarked;
