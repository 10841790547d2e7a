#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""CPU seconds that Vidur (github.com/microsoft/vidur) takes to simulate a trace on one replica.

  run_vidur.py CHECKOUT TRACE SLOTS FOLDER

TRACE has arrived_at,num_prefill_tokens,num_decode_tokens; SLOTS are tokens of keys and values;
FOLDER is for what it writes. Prints JSON: requests, CPU seconds of the event loop alone, seconds of
the model's clock at the end. Training its predictors and reading the trace are not counted, its
metrics are off. Llama-2-7B on an A100, vLLM's scheduler.

Needs numpy, pandas, scikit-learn and fasteners. Modules that only plot or log are replaced when
they are not installed. A checkout without the large profile of attention gets one made from a
roofline: the values decide which requests overlap, not what looking one up costs.
"""
import json, os, sys, time, types

checkout, trace, slots, folder = sys.argv[1:5]
BLOCK, MODEL, DEVICE = 16, "meta-llama/Llama-2-7b-hf", "a100"


def replace(name, **members):
    try:
        __import__(name)
    except ImportError:
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module
        if "." in name:
            setattr(sys.modules[name.rsplit(".", 1)[0]], name.rsplit(".", 1)[1], module)


def attention_profile(path):
    """Llama-2-7B's attention layer: 4096 wide, 32 heads; milliseconds."""
    tokens, flops, bandwidth = [1, 8, 64, 256, 512, 1024, 2048, 3072, 4096], 312e12 * 0.5, 2.0e12 * 0.8
    names = ["attn_prefill", "attn_decode", "attn_kv_cache_save"]
    with open(path, "w") as out:
        out.write("n_embd,n_q_head,n_kv_head,block_size,num_tensor_parallel_workers,batch_size,"
                  "prefill_chunk_size,kv_cache_size," + ",".join(f"time_stats.{n}.median" for n in names) + "\n")
        def row(batch, chunk, cache, prefill, decode):
            out.write(f"4096,32,32,{BLOCK},1,{batch},{chunk},{cache},{prefill:.6f},{decode:.6f},"
                      f"{0.005 + 1e-5 * max(batch, chunk):.6f}\n")
        for cache in [0, *tokens]:
            for chunk in tokens:
                row(1, chunk, cache, 0.01 + 4e3 * 4096 * chunk * (chunk + cache) / flops, 0)
            for batch in [1, 2, 4, 8, 16, 32, 64, 96, 128]:
                row(batch, 0, cache, 0, 0.01 + 1e3 * batch * cache * 2 * 4096 * 2 / bandwidth)


replace("wandb", run=None)
replace("plotly_express")
replace("ddsketch")
replace("ddsketch.ddsketch", DDSketch=types.SimpleNamespace)
os.chdir(checkout)
sys.path.insert(0, checkout)
from vidur.config import (ClusterConfig, LinearRegressionExecutionTimePredictorConfig, MetricsConfig, ReplicaConfig,
                          SimulationConfig, TraceRequestGeneratorConfig, VllmSchedulerConfig)
from vidur.simulator import Simulator
from vidur.utils.random import set_seeds

profile = os.path.join(checkout, "data/profiling/compute", DEVICE, MODEL, "attention.csv")
if not os.path.exists(profile):
    profile = os.path.join(folder, "attention.csv")
    attention_profile(profile)
config = SimulationConfig(
    log_level="error",
    cluster_config=ClusterConfig(
        replica_config=ReplicaConfig(model_name=MODEL, device=DEVICE),
        replica_scheduler_config=VllmSchedulerConfig(block_size=BLOCK, num_blocks=int(slots) // BLOCK)),
    request_generator_config=TraceRequestGeneratorConfig(trace_file=trace),
    execution_time_predictor_config=LinearRegressionExecutionTimePredictorConfig(
        attention_input_file=profile, num_training_job_threads=1, k_fold_cv_splits=2, polynomial_degree=[2],
        polynomial_include_bias=[True], polynomial_interaction_only=[False], fit_intercept=[True]),
    metrics_config=MetricsConfig(write_metrics=False, enable_chrome_trace=False, store_plots=False,
                                 output_dir=folder, cache_dir=os.path.join(folder, "cache")))
set_seeds(config.seed)
simulator = Simulator(config)
count = len(simulator._event_queue)
start = time.process_time()
simulator.run()
seconds = time.process_time() - start
print(json.dumps({"requests": count, "cpu_s": seconds, "simulated_s": simulator._time}), flush=True)
os._exit(0)  # It would write its metrics and plots.
