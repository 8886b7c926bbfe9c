"""``make status``: what of the local cloud runs, and what is in it."""

import shutil
from datetime import UTC, datetime

from local import emulator, processes
from local.aws import client
from local.deploy import read_outputs
from local.places import places
from local.steps import main
from local.up import CONVERT, EDGE


def status() -> None:
    """Print the processes, then the functions, executions and sizes where the emulator answers."""
    ours = ((emulator.NAME, places().endpoint), (CONVERT, places().convert_endpoint), (EDGE, places().site))
    for name, address in ours:
        pid = processes.running(name)
        print(f"{name:<14}{'process ' + str(pid) if pid else 'not running':<18}{address if pid else ''}")
    if processes.running(emulator.NAME) is None or not places().outputs.exists():
        print("\nStart it with: make up")
        return
    print_executions()
    print_functions()
    free = shutil.disk_usage(places().home).free / 1e9
    print(f"\nDisk: {size_gigabytes():.2f} GB in {places().home.name}/, {free:.0f} GB free")


def print_executions() -> None:
    """The pipeline's runs by status, and those that run now by video."""
    pipeline = read_outputs()["pipeline_arn"]
    runs = client("stepfunctions").list_executions(stateMachineArn=pipeline)["executions"]
    print("\nTranscoding")
    if not runs:
        print("  nothing yet")
    for run in runs[:10]:
        age = (datetime.now(UTC) - run["startDate"]).total_seconds()
        print(f"  {run['name']:<28}{run['status']:<12}{age:6.0f} s ago")


def print_functions() -> None:
    """The deployed Lambdas with their memory and time limits."""
    print("\nFunctions")
    for page in client("lambda").get_paginator("list_functions").paginate():
        for one in sorted(page["Functions"], key=lambda item: item["FunctionName"]):
            print(f"  {one['FunctionName']:<56}{one['MemorySize']:>6} MB{one['Timeout']:>5} s")


def size_gigabytes() -> float:
    """Bytes that the cloud's S3 and state take on disk, in GB."""
    folders = (places().home / name for name in ("s3", "state"))
    return (
        sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file()) / 1e9
    )


if __name__ == "__main__":
    main(status)
