package io.orilla.server.http;

import io.javalin.config.RoutesConfig;

/**
 * The addresses of one noun. Handlers answer with records ({@code context.json(…)}) and refuse by
 * {@link io.orilla.model.error.OrillaException}; they run on virtual threads and may block.
 */
public interface Resource {
  void register(RoutesConfig routes);
}
