"""Prints what the real `litellm` package logs for mocked calls, one JSON object a line. A process of its own: litellm
is slow to import, warns, and keeps threads."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass

PROMPT = "PROMPT-THAT-NOBODY-MAY-KEEP"
ANSWER = "ANSWER-THAT-NOBODY-MAY-KEEP"


@dataclass(frozen=True)
class Caller:
    """Whose key a call comes with, as the proxy's authentication hands it on."""

    key: str
    key_alias: str | None
    user: str
    team: str
    team_alias: str | None
    organization: str | None = None
    end_user: str | None = None

    def metadata(self, model_group: str, tags: list[str]) -> dict:
        return {
            "user_api_key_hash": self.key,
            "user_api_key": self.key,
            "user_api_key_alias": self.key_alias,
            "user_api_key_user_id": self.user,
            "user_api_key_team_id": self.team,
            "user_api_key_team_alias": self.team_alias,
            "user_api_key_org_id": self.organization,
            "user_api_key_end_user_id": self.end_user,
            "user_api_key_user_email": f"{self.user}@example.org",
            "model_group": model_group,
            "tags": tags,
        }


CALLERS = (
    Caller("a" * 64, "ada-laptop", "ada", "t-research", "research", "o-1"),
    Caller("b" * 64, "bob-batch", "bob", "t-research", "research", "o-1"),
    Caller("c" * 64, "support-bot", "cleo", "t-support", "support", end_user="customer-7"),
    Caller("d" * 64, None, "dan", "t-gone", None),
)


def main() -> None:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm
    from litellm.integrations.custom_logger import CustomLogger

    payloads: list[dict] = []

    class Recorder(CustomLogger):
        def log_success_event(self, kwargs, response_obj, start_time, end_time):
            payloads.append(kwargs["standard_logging_object"])

        log_failure_event = log_success_event

    litellm.callbacks = [Recorder()]
    litellm.suppress_debug_info = True
    expected = 0
    for caller in CALLERS:
        expected += ask_everything(litellm, caller)
    deadline = time.monotonic() + 30
    while len(payloads) < expected and time.monotonic() < deadline:
        time.sleep(0.02)
    if len(payloads) != expected:
        sys.exit(f"litellm logged {len(payloads)} of {expected} calls")
    for payload in sorted(payloads, key=lambda payload: payload["startTime"]):  # its threads log in no certain order
        print(json.dumps(payload, default=str))


def ask_everything(litellm, caller: Caller) -> int:
    """Make one call of each kind for the caller, and say how many."""
    openai = {"model": "gpt-4o", "metadata": caller.metadata("smart", ["prod", caller.team])}
    claude = {"model": "anthropic/claude-sonnet-4-5", "metadata": caller.metadata("claude", [])}
    messages = [{"role": "user", "content": PROMPT}]
    litellm.completion(**openai, messages=messages, mock_response=ANSWER)
    list(litellm.completion(**claude, messages=messages, mock_response=f"{ANSWER} " * 5, stream=True))
    with contextlib.suppress(litellm.InternalServerError):
        litellm.completion(**openai, messages=messages, mock_response=Exception(f"refused: {PROMPT}"))
    openai_usage = litellm.Usage(
        prompt_tokens=1000,
        completion_tokens=50,
        total_tokens=1050,
        prompt_tokens_details={"cached_tokens": 600},
        completion_tokens_details={"reasoning_tokens": 20},
    )
    claude_usage = litellm.Usage(
        prompt_tokens=1000,
        completion_tokens=50,
        total_tokens=1050,
        cache_read_input_tokens=500,
        cache_creation_input_tokens=300,
    )
    for call, usage in ((openai, openai_usage), (claude, claude_usage)):
        answer = litellm.ModelResponse(
            choices=[{"message": {"role": "assistant", "content": ANSWER}}], model=call["model"], usage=usage
        )
        litellm.completion(**call, messages=messages, mock_response=answer)
    litellm.embedding(
        model="text-embedding-3-small", input=[PROMPT], mock_response=[0.1], metadata=caller.metadata("embed", ["prod"])
    )
    return 6


if __name__ == "__main__":
    main()
