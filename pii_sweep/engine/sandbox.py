"""Seals the process that parses documents: from then on it opens no socket and writes no file.

A seccomp filter refuses system calls with EPERM ("Seccomp BPF", Linux kernel documentation): sockets,
files opened to be written, created, renamed or removed, new programs and processes, other processes'
memory, and what reaches into the kernel. A Landlock rule set ("Landlock: unprivileged access control",
ibid.) leaves nothing to be read but the interpreter, the libraries and the models. Neither can be undone.
What is open before (the pipe of its results, the socket of the fetcher) stays open.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import site
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
PR_SET_NO_NEW_PRIVS, SECCOMP_SET_MODE_FILTER, TSYNC = 38, 1, 1
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
# x86-64 and AArch64; None where there is no such call. Each of these is refused whatever its arguments are.
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network; what is received on a socket that is open already is not refused
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "accept": (43, 202),
    "accept4": (288, 242), "bind": (49, 200), "listen": (50, 201), "sendto": (44, 206),
    "sendmsg": (46, 211), "sendmmsg": (307, 269), "setsockopt": (54, 208),
    # programs, processes and their memory
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440), "kcmp": (312, 272), "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "setns": (308, 268),
    "unshare": (272, 97), "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119), "sched_setaffinity": (203, 122), "sched_setattr": (314, 274),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
    # files
    "openat2": (437, 437), "creat": (85, None), "mkdir": (83, None), "mkdirat": (258, 34),
    "mknod": (133, None), "mknodat": (259, 33), "link": (86, None), "linkat": (265, 37),
    "symlink": (88, None), "symlinkat": (266, 36), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "unlink": (87, None), "unlinkat": (263, 35), "rmdir": (84, None),
    "truncate": (76, 45), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "fchmodat2": (452, 452), "chown": (92, None), "lchown": (94, None), "fchown": (93, 55),
    "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None), "futimesat": (261, None),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "setxattrat": (463, 463), "removexattrat": (466, 466), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "io_setup": (206, 0), "io_submit": (209, 2),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "fanotify_init": (300, 262), "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    # the file system itself
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442), "open_tree_attr": (467, 467),
    "swapon": (167, 224), "swapoff": (168, 225),
    # objects that outlive the process
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # the kernel
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "seccomp": (317, 277),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142), "syslog": (103, 116),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266), "sethostname": (170, 161), "setdomainname": (171, 162),
    "personality": (135, 92), "iopl": (172, None), "ioperm": (173, None), "vhangup": (153, 58),
}  # fmt: skip
OPEN, OPENAT, CLONE, CLONE3 = (2, None), (257, 56), (56, 220), 435
KILL, TGKILL, IOCTL, PRLIMIT = (62, 129), (234, 131), (16, 29), (302, 261)
LATER = 470  # calls of kernels newer than this table
X32 = 0x40000000
WRITING = 0o3 | os.O_CREAT | os.O_TRUNC | os.O_APPEND | 0o20000000  # the last is O_TMPFILE's own bit
CLONE_THREAD = 0x10000
TIOCSTI, TIOCLINUX = 0x5412, 0x541C  # put words into a terminal's mouth
ALLOW, REFUSE, UNKNOWN, KILL_PROCESS = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS, 0x80000000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # offsets in `struct seccomp_data`
READ_FILE, READ_DIR = 1 << 2, 1 << 3
READABLE = (
    "/usr", "/lib", "/lib64", "/opt", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/magic",
    "/etc/mime.types", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random",
    "/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/filesystems", "/proc/sys/vm",
    "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sealed:
    """Whether a process is sealed, and why not where it is not."""

    sealed: bool
    why: str = ""

    def __str__(self) -> str:
        return "yes" if self.sealed else f"no: {self.why}"


def seal(readable: Iterable[str | Path] = ()) -> Sealed:
    """Seal this process for good, as far as the kernel can; files under `readable` stay readable too."""
    obstacle = obstacle_to_sealing()
    if obstacle:
        return Sealed(False, obstacle)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return Sealed(False, "the kernel does not set no_new_privs")
    try:
        confined = _confine(libc, [*READABLE, *_own_folders(), *readable])
    except OSError as error:
        confined = f"Landlock takes no rules ({_name(error.errno or 0)})"
    program = _filter(*ARCHITECTURES[platform.machine()])
    instructions = ctypes.create_string_buffer(b"".join(program))
    header = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program), ctypes.addressof(instructions))
    )
    call = REFUSED["seccomp"][ARCHITECTURES[platform.machine()][0]]
    if libc.syscall(call, SECCOMP_SET_MODE_FILTER, TSYNC, header):
        return Sealed(False, f"the kernel has no seccomp filters ({_name(ctypes.get_errno())})")
    if confined:
        return Sealed(False, f"{confined}; sockets and writing are refused, other files can be read")
    return Sealed(True)


def obstacle_to_sealing() -> str:
    """Return why this machine cannot seal a process at all, empty where it may."""
    if sys.platform != "linux":
        return f"{platform.system()} has neither seccomp nor Landlock"
    if platform.machine() not in ARCHITECTURES or sys.maxsize < 2**32:
        return f"no table of system calls for {platform.machine()}"
    return ""


def _filter(column: int, architecture: int) -> list[bytes]:
    """Return the BPF program; `column` is that of `REFUSED`."""
    program = [_load(ARCHITECTURE), _step(EQUAL, architecture, 1, 0), _step(RETURN, KILL_PROCESS)]
    program += [_load(NUMBER)]
    if column == 0:
        program += [_step(AT_LEAST, X32, 0, 1), _step(RETURN, REFUSE)]
    program += [_step(AT_LEAST, LATER, 0, 1), _step(RETURN, UNKNOWN)]
    for numbers, place in ((OPEN, 1), (OPENAT, 2)):
        program += _check_argument(
            numbers[column], place, [_step(ANY_BIT, WRITING, 0, 1), _step(RETURN, REFUSE)]
        )
    program += _check_argument(CLONE[column], 0, [_step(ANY_BIT, CLONE_THREAD, 1, 0), _step(RETURN, REFUSE)])
    for numbers in (KILL, TGKILL):
        program += _check_argument(
            numbers[column], 0, [_step(EQUAL, os.getpid(), 1, 0), _step(RETURN, REFUSE)]
        )
    own = [_step(EQUAL, 0, 2, 0), _step(EQUAL, os.getpid(), 1, 0), _step(RETURN, REFUSE)]
    program += _check_argument(PRLIMIT[column], 0, own)
    ioctl = [_step(EQUAL, TIOCSTI, 1, 0), _step(EQUAL, TIOCLINUX, 0, 1), _step(RETURN, REFUSE)]
    program += _check_argument(IOCTL[column], 1, ioctl)
    program += [_step(EQUAL, CLONE3, 0, 1), _step(RETURN, UNKNOWN)]  # the C library falls back to clone
    for number in (pair[column] for pair in REFUSED.values()):
        program += [] if number is None else [_step(EQUAL, number, 0, 1), _step(RETURN, REFUSE)]
    return [*program, _step(RETURN, ALLOW)]


def _check_argument(number: int | None, argument: int, then: list[bytes]) -> list[bytes]:
    """Return the steps that look at the low half of an argument of one call, and allow it at their end."""
    if number is None:
        return []
    inner = [_load(ARGUMENTS + 8 * argument), *then, _step(RETURN, ALLOW)]
    return [_step(EQUAL, number, 0, len(inner)), *inner]


def _load(offset: int) -> bytes:
    return _step(LOAD, offset)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _confine(libc: ctypes.CDLL, readable: Iterable[str | Path]) -> str:
    """Leave this thread nothing but `readable` to read; return why that was not possible."""
    version = libc.syscall(LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return f"the kernel has no Landlock ({_name(ctypes.get_errno())})"
    if len(os.listdir("/proc/self/task")) > 1:
        return "libraries have started threads, which Landlock would not hold"
    files = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1
    network, scope = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    handled = ctypes.create_string_buffer(struct.pack("QQQ", files, network, scope))
    rules = libc.syscall(LANDLOCK_CREATE, handled, size, 0)
    if rules < 0:
        return f"Landlock takes no rules ({_name(ctypes.get_errno())})"
    try:
        for path in {os.path.realpath(path) for path in readable if os.path.exists(path)}:
            _let_read(libc, rules, path)
        failed = libc.syscall(LANDLOCK_RESTRICT, rules, 0)
        return f"Landlock does not hold ({_name(ctypes.get_errno())})" if failed else ""
    finally:
        os.close(rules)


def _let_read(libc: ctypes.CDLL, rules: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = READ_FILE | (READ_DIR if os.path.isdir(path) else 0)
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        libc.syscall(LANDLOCK_ADD, rules, 1, rule, 0)  # a place that takes no rule stays unreadable
    finally:
        os.close(place)


def _own_folders() -> list[str]:
    """Return where Python, its packages and this one lie."""
    here = os.getcwd()
    places = [path for path in sys.path if os.path.isabs(path) and os.path.realpath(path) != here]
    own = [sys.prefix, sys.base_prefix, str(PACKAGE), str(PACKAGE.parent / "models"), *site.getsitepackages()]
    return own + [path for path in places if path != "/"]


def _name(number: int) -> str:
    return errno.errorcode.get(number, str(number))
