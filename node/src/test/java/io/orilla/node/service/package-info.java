@NullMarked
package io.orilla.node.service;

import org.jspecify.annotations.NullMarked;
