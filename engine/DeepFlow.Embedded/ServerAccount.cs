namespace DeepFlow.Embedded;

/// <summary>
/// The operating-system account that PostgreSQL runs under and that owns its files: our own, or an unprivileged one
/// when we are root, which PostgreSQL refuses.
/// </summary>
internal sealed record ServerAccount(string Name, string UserId, string GroupId, bool IsOurs)
{
    /// <summary>The account for this process.</summary>
    /// <exception cref="PostgresUnavailable">We are root, and none of <paramref name="accountsForRoot"/> exists.</exception>
    public static async Task<ServerAccount> ChooseAsync(IReadOnlyList<string> accountsForRoot, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(Environment.UserName, "", "", IsOurs: true);
        }

        foreach (var name in accountsForRoot)
        {
            var user = await Command.Of("id", "-u", name).RunAsync(cancellation: cancellation);
            var group = await Command.Of("id", "-g", name).RunAsync(cancellation: cancellation);
            if (user.Succeeded && group.Succeeded && user.Output != "0")
            {
                return new ServerAccount(name, user.Output, group.Output, IsOurs: false);
            }
        }

        throw new PostgresUnavailable(
            "postgres_no_account",
            $"PostgreSQL refuses to run as root, and none of the accounts {string.Join(", ", accountsForRoot)} exists here.",
            "Create one (useradd --system postgres), or run DeepFlow as an ordinary user.");
    }

    /// <summary>The command, run under this account.</summary>
    public Command Run(string program, params string[] arguments) => IsOurs
        ? Command.Of(program, arguments)
        : new Command("setpriv", ["--reuid=" + UserId, "--regid=" + GroupId, "--clear-groups", "--", program, .. arguments]);

    /// <summary>Whether this account can enter the folder or run the program: asked of the system, which knows every rule.</summary>
    public async Task<bool> CanExecuteAsync(string path, CancellationToken cancellation) => IsOurs
        ? Path.Exists(path)
        : (await Run("test", "-x", path).RunAsync("/", cancellation)).Succeeded;

    /// <summary>Makes a folder that only this account (and root) can enter.</summary>
    public async Task CreatePrivateFolderAsync(string path, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (IsOurs)
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        var made = await Command.Of("install", "-d", "-m", "0700", "-o", UserId, "-g", GroupId, path).RunAsync("/", cancellation);
        if (!made.Succeeded)
        {
            throw new PostgresUnavailable(
                "postgres_folder", $"The folder {path} for PostgreSQL could not be made: {made.Output}",
                "Check the file system, or choose another folder with --home.");
        }
    }
}
