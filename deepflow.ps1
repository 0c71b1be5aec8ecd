# Runs the deepflow command, and builds it first when its sources have changed. The same as ./deepflow, for PowerShell 7.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$program = Join-Path $root 'engine/DeepFlow.Cli/bin/Release/net10.0/deepflow.dll'
$stamp = Join-Path $root 'engine/DeepFlow.Cli/obj/built'

$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DEEPFLOW_COMMAND = './deepflow.ps1'

function Say([string] $text) { [Console]::Error.WriteLine($text) }

# What building and running need; names everything that is missing at once.
function Assert-Tools {
    $missing = @()
    if (-not (Get-Command dotnet -ErrorAction Ignore) -or -not (dotnet --list-sdks | Select-String '^10\.')) {
        $missing += '.NET SDK 10: https://dotnet.microsoft.com/download'
    }
    $node = if (Get-Command node -ErrorAction Ignore) { (node --version).TrimStart('v') } else { '' }
    if (-not $node -or [int] $node.Split('.')[0] -lt 20) {
        $found = if ($node) { $node } else { 'none' }
        $missing += "Node.js 20 or newer (found: $found): https://nodejs.org"
    }
    if ($missing) {
        Say 'DeepFlow needs what this machine does not have:'
        $missing | ForEach-Object { Say "  $_" }
        exit 1
    }
}

function Get-Sources {
    $kinds = '.cs', '.csproj', '.props', '.targets', '.g4', '.sql', '.json', '.proto'
    'engine', 'dsl', 'activities', 'build' |
        ForEach-Object { Get-ChildItem (Join-Path $root $_) -Recurse -File } |
        Where-Object { $_.Extension -in $kinds -and $_.FullName -notmatch '[\\/](bin|obj|node_modules)[\\/]' }
    Get-ChildItem (Join-Path $root '*') -File -Include 'Directory.*.props', 'global.json'
}

# True when a source is newer than the last build, or there are more or fewer of them.
function Test-SourcesChanged {
    if (-not (Test-Path $program) -or -not (Test-Path $stamp)) { return $true }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $sources = @(Get-Sources)
    return $sources.Count -ne [int](Get-Content $stamp) -or @($sources | Where-Object { $_.LastWriteTimeUtc -gt $built }).Count -gt 0
}

function Invoke-Build {
    Assert-Tools
    if (Test-Path $program) { Say 'Building DeepFlow: its sources have changed ...' } else { Say 'Building DeepFlow, once ...' }
    New-Item -ItemType Directory -Force (Split-Path $stamp) | Out-Null
    Set-Content "$stamp.new" @(Get-Sources).Count
    dotnet build (Join-Path $root 'engine/DeepFlow.Cli') -c Release -nologo -v quiet | ForEach-Object { Say $_ }
    if ($LASTEXITCODE -ne 0) {
        Say 'DeepFlow could not be built; the errors are above.'
        exit 1
    }
    Move-Item -Force "$stamp.new" $stamp
}

$web = Join-Path $root 'designer'
$webStamp = Join-Path $web '.built'

function Get-WebSources {
    Get-ChildItem $web -Recurse -File |
        Where-Object { $_.FullName -notmatch '[\\/](node_modules|dist|screenshots|e2e)[\\/]' -and -not $_.Name.StartsWith('.') }
}

# True when the web pages are not built, or not from these sources.
function Test-WebChanged {
    if (-not (Test-Path (Join-Path $web 'dist/index.html')) -or -not (Test-Path $webStamp)) { return $true }
    $built = (Get-Item $webStamp).LastWriteTimeUtc
    $sources = @(Get-WebSources)
    return $sources.Count -ne [int](Get-Content $webStamp) -or @($sources | Where-Object { $_.LastWriteTimeUtc -gt $built }).Count -gt 0
}

# Builds the web pages. Without them everything else still works, so a failure is told and no more.
function Invoke-WebBuild {
    Assert-Tools
    Say 'Building the web pages ...'
    Set-Content "$webStamp.new" @(Get-WebSources).Count
    npm ci --prefix $web --no-audit --no-fund | Out-Null
    if ($LASTEXITCODE -eq 0) { npm run build --prefix $web | Out-Null }
    if ($LASTEXITCODE -eq 0) { Move-Item -Force "$webStamp.new" $webStamp }
    else { Say 'The web pages could not be built; DeepFlow goes on without them, or with those it had.' }
}

if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    Assert-Tools
    Push-Location $root
    try {
        dotnet test DeepFlow.sln -c Release --nologo
        exit $LASTEXITCODE
    }
    finally { Pop-Location }
}
if (Test-SourcesChanged) { Invoke-Build }
if ($args.Count -gt 0 -and $args[0] -in 'up', 'demo' -and (Test-WebChanged)) { Invoke-WebBuild }
# What soon ends is done sooner when it collects rarely than when a collector works beside it.
if ($args.Count -gt 0 -and $args[0] -in 'check', 'compile', 'fmt', 'graph') { $env:DOTNET_gcConcurrent = '0' }
dotnet $program @args
exit $LASTEXITCODE
