/** The agent as a service of the machine: installed, watched, restarted. */
@NullMarked
package io.orilla.node.service;

import org.jspecify.annotations.NullMarked;
