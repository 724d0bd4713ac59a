import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["{_kit,drill_chart,headline}/**/*.test.ts"], environment: "node" } });
